package org.adit.simulation;

import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.time.Tick;
import org.adit.protocol.ike.Action;
import org.adit.protocol.ike.EndpointOutcome;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.Question;
import org.adit.protocol.ike.QuestionId;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;

/// A machine on the network that runs a real [IkeEndpoint] over a [SimDataPlane], and a program above it.
public final class SimNode implements SimNetwork.Receiver {
    private final SimTime time;
    private final SimNetwork network;
    private final IpAddress address;
    private final Program program;
    private IkeEndpoint endpoint;
    private SimDataPlane dataPlane = new SimDataPlane();
    private Optional<Tick> planned = Optional.empty();
    private int life;

    /// What stands in for gateway or client.
    public interface Program {
        void onQuestion(SimNode node, SaId sa, QuestionId question, Question content);

        void onEvent(SimNode node, SaId sa, IkeEvent event);

        /// A packet came on an SPI that is not there, or sealed with another key.
        void onUnknownEsp(SimNode node, Path path, SimPacket.Esp packet);
    }

    public SimNode(SimTime time, SimNetwork network, IpAddress address, IkeEndpoint endpoint, Program program) {
        this.time = time;
        this.network = network;
        this.address = address;
        this.endpoint = endpoint;
        this.program = program;
        network.attach(address, this);
    }

    public IpAddress address() {
        return address;
    }

    public IkeEndpoint endpoint() {
        return endpoint;
    }

    public SimDataPlane dataPlane() {
        return dataPlane;
    }

    /// As after `kill -9`: nothing of before is left but the address.
    public void restart(IkeEndpoint next) {
        life++;
        endpoint = next;
        dataPlane = dataPlane.afterRestart();
        planned = Optional.empty();
    }

    @Override
    public void onPacket(Path path, SimPacket packet) {
        switch (packet) {
            case SimPacket.Ike(var datagram) -> feed(new Input.Received(path, datagram));
            case SimPacket.Keepalive ignored -> {}
            case SimPacket.Esp esp -> onEsp(path, esp);
        }
    }

    /// What a data plane does after it has found a packet authentic and new.
    private void onEsp(Path path, SimPacket.Esp esp) {
        switch (dataPlane.receive(path, esp)) {
            case FINE -> {}
            case FROM_ELSEWHERE -> feed(new Input.FromDataPlane(new DataPlaneEvent.PeerMoved(esp.spi(), path.peer())));
            case UNKNOWN -> program.onUnknownEsp(this, path, esp);
        }
    }

    /// Sends a packet of every flow that there is a pair for.
    public void sendTraffic() {
        for (SimDataPlane.Installed pair : dataPlane.sending()) {
            network.send(dataPlane.path(pair), dataPlane.seal(pair));
        }
    }

    /// Whether it wants to be woken.
    public boolean awaitsTime() {
        return planned.isPresent();
    }

    public void feed(Input input) {
        network.timeline().note(time.tick(), address, input);
        EndpointOutcome outcome = endpoint.step(input, time.now());
        outcome.wake().ifPresent(this::planWake);
        outcome.actions().forEach(this::obey);
    }

    private void planWake(Tick at) {
        if (planned.filter(p -> !at.isBefore(p)).isPresent()) {
            return;
        }
        planned = Optional.of(at);
        int plannedIn = life;
        time.plan(at, () -> {
            if (plannedIn == life && planned.filter(at::equals).isPresent()) {
                planned = Optional.empty();
                feed(new Input.TimeReached());
            }
        });
    }

    private void obey(Action action) {
        network.timeline().note(time.tick(), address, action);
        switch (action) {
            case Action.Send(var path, var datagram) -> network.send(path, new SimPacket.Ike(datagram));
            case Action.SendKeepalive(var path) -> network.send(path, new SimPacket.Keepalive());
            case Action.Install(var sa, var spec) -> dataPlane.install(sa, spec);
            case Action.StartSending(var inbound) -> dataPlane.startSending(inbound);
            case Action.Move(var inbound, var path) -> dataPlane.move(inbound, path);
            case Action.Remove(var inbound) -> dataPlane.remove(inbound);
            case Action.Ask(var sa, var question, var content) -> program.onQuestion(this, sa, question, content);
            case Action.Report(var sa, var event) -> program.onEvent(this, sa, event);
        }
    }
}
