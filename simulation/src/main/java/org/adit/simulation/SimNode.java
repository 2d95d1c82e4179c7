package org.adit.simulation;

import java.util.Optional;
import org.adit.base.Bytes;
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
        dataPlane = new SimDataPlane();
        planned = Optional.empty();
    }

    @Override
    public void onDatagram(Path path, Bytes payload) {
        feed(new Input.Received(path, payload));
    }

    public void feed(Input input) {
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
        switch (action) {
            case Action.Send(var path, var datagram) -> network.send(path, datagram);
            case Action.SendKeepalive _ -> {}
            case Action.Install(var _, var spec) -> dataPlane.install(spec);
            case Action.StartSending(var outbound) -> dataPlane.startSending(outbound);
            case Action.Move(var outbound, var path) -> dataPlane.move(outbound, path);
            case Action.Remove(var inbound) -> dataPlane.remove(inbound);
            case Action.Ask(var sa, var question, var content) -> program.onQuestion(this, sa, question, content);
            case Action.Report(var sa, var event) -> program.onEvent(this, sa, event);
        }
    }
}
