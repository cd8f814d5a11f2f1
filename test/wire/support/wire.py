"""A wire between two network namespaces: packets go in at a TUN device on one
side and come out of another, late, lost or never.

    unshare --net --mount python3 wire.py PID

The near end is in the namespace that this process is started in, the far end
goes to that of the process PID. Each line of standard input is a JSON object
that changes the wire; each is answered by a line of JSON with what every
connection has sent so far. The wire ends when standard input does. With --try
alone it only shows that there can be a wire.
"""

import collections
import fcntl
import ipaddress
import json
import os
import random
import select
import struct
import subprocess
import sys
import tempfile
import time

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
LONGEST_PACKET = 65536


def run(*command):
    subprocess.run(command, check=True)


def open_tun(name):
    """A TUN device: whole IP packets, one a read."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return device


def bring_up(name, addresses, enter=()):
    """Gives a device its addresses, and lets it lead to everywhere in their families."""
    run(*enter, "ip", "link", "set", "lo", "up")
    run(*enter, "ip", "link", "set", name, "addrgenmode", "none", "up")
    for address in addresses:
        nodad = ["nodad"] if ":" in address else []
        run(*enter, "ip", "address", "add", address, "dev", name, *nodad)
    for family in {"-6" if ":" in address else "-4" for address in addresses}:
        run(*enter, "ip", family, "route", "add", "default", "dev", name)


def ask_names_of(server):
    """In this mount namespace, names are asked of one DNS server alone."""
    for path, text in (
        ("/etc/resolv.conf", f"nameserver {server}\n"),
        ("/etc/nsswitch.conf", "hosts: files dns\n"),
    ):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(text)
            file.flush()
            run("mount", "--bind", file.name, path)


def endpoints(packet):
    """Protocol, source and destination of a packet, such as `tcp 192.0.2.1 4000 …`."""
    if packet[0] >> 4 == 4:
        protocol, start, size = packet[9], (packet[0] & 15) * 4, 4
        addresses = packet[12:20]
    else:
        protocol, start, size = packet[6], 40, 16
        addresses = packet[8:40]
    source, target = (str(ipaddress.ip_address(addresses[at : at + size])) for at in (0, size))
    name = {6: "tcp", 17: "udp"}.get(protocol)
    ports = struct.unpack_from("!HH", packet, start) if name else (0, 0)
    return name, (source, ports[0]), (target, ports[1])


class Wire:
    def __init__(self, near, far):
        self.sinks = {near: far, far: near}
        self.up = near
        self.queue = collections.deque()
        self.delay = 0
        self.loss = 0
        self.swallowed = set()
        self.dead = set()
        self.connections = {}
        self.address = None

    def change(self, delay=None, loss=None, swallow=None, forget=False, address=None):
        """
        delay: seconds that each packet is on its way. loss: probability of each to be
        lost. swallow: addresses to and from which nothing gets through. forget: neither
        does anything of the connections that there are. address: the near end has this
        one instead of its last.
        """
        self.delay = self.delay if delay is None else delay
        self.loss = self.loss if loss is None else loss
        self.swallowed = self.swallowed if swallow is None else set(swallow)
        if forget:
            self.dead.update(self.connections)
        if address is not None:
            # The last address of a device takes its routes with it.
            run("ip", "address", "add", f"{address}/32", "dev", "near")
            run("ip", "address", "del", f"{self.address}/32", "dev", "near")
            self.dead.update(self.connections)
            self.address = address

    def take(self, source, packet):
        """Counts a packet, and sends it on its way unless it gets lost."""
        protocol, start, end = endpoints(packet)
        if protocol is None:
            return
        near, far = (start, end) if source == self.up else (end, start)
        connection = (protocol, near, far)
        counts = self.connections.setdefault(connection, {"up": [0, 0], "down": [0, 0]})
        count = counts["up" if source == self.up else "down"]
        count[0] += 1
        count[1] += len(packet)
        if connection in self.dead or far[0] in self.swallowed or random.random() < self.loss:
            return
        self.queue.append((time.monotonic() + self.delay, self.sinks[source], packet))

    def deliver(self):
        """Delivers what is due, and says how many seconds are left to the next."""
        while self.queue:
            due, sink, packet = self.queue[0]
            left = due - time.monotonic()
            if left > 0:
                return left
            self.queue.popleft()
            os.write(sink, packet)
        return None

    def report(self):
        return [
            {"protocol": protocol, "near": near, "far": far, **counts}
            for (protocol, near, far), counts in self.connections.items()
        ]

    def run(self):
        commands = b""
        while True:
            ready, _, _ = select.select([*self.sinks, 0], [], [], self.deliver())
            for source in ready:
                data = os.read(source, LONGEST_PACKET)
                if source != 0:
                    self.take(source, data)
                    continue
                if data == b"":
                    return
                *lines, commands = (commands + data).split(b"\n")
                for line in lines:
                    self.change(**json.loads(line))
                    print(json.dumps(self.report()), flush=True)


def main(pid, near_addresses, far_addresses, name_server):
    near, far = open_tun("near"), open_tun("far")
    run("ip", "link", "set", "far", "netns", pid)
    bring_up("near", near_addresses)
    bring_up("far", far_addresses, enter=("nsenter", "--net", "--target", pid))
    ask_names_of(name_server)
    wire = Wire(near, far)
    wire.address = near_addresses[0]
    wire.run()


if __name__ == "__main__":
    if sys.argv[1:] == ["--try"]:
        open_tun("near")
        sys.exit()
    main(sys.argv[1], *(json.loads(argument) for argument in sys.argv[2:]))
