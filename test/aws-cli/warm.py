"""The AWS CLI, imported once and forked for each command.

Most of what a command of the AWS CLI takes is Python importing it. The tests type hundreds, so
this process imports it beforehand; a command is the CLI's own `main` in a fork, with the
arguments, environment, folder and streams of whoever typed it.

    python3 warm.py FOLDER      writes FOLDER/aws, to be found first on PATH, and says "ready"

Ends when its standard input does.
"""

import array
import json
import os
import select
import signal
import socket
import sys
import threading

import awscli.clidriver
import awscli.customizations.assumerole

CALLER = """#!{python} -IS
import array, json, os, socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect({path!r})
told = json.dumps([sys.argv, dict(os.environ), os.getcwd()]).encode()
s.sendmsg([len(told).to_bytes(4, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))])
s.sendall(told)
ended = s.recv(1)
sys.exit(ended[0] if ended else 255)
"""
# Set by the CLI when it is imported: where its own data lies.
DATA_PATH = os.environ["AWS_DATA_PATH"]
STREAMS = ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w"))


def main(folder):
    # What the first command would import: the plug-ins, and what sends a request.
    awscli.clidriver.create_clidriver()
    import botocore.auth, botocore.httpsession, botocore.retryhandler, botocore.signers  # noqa: F401, E401

    path = os.path.join(folder, "socket")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    program = os.path.join(folder, "aws")
    with open(program, "w") as file:
        file.write(CALLER.format(python=os.path.realpath(sys.executable), path=path))
    os.chmod(program, 0o755)
    print("ready", flush=True)

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        heard, _, _ = select.select([listener, 0], [], [])
        if 0 in heard:
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            os._exit(attend(connection))
        connection.close()


def attend(connection):
    """Runs one command and tells its status; whoever is gone takes his command with him."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    told, fds = receive(connection)
    command = os.fork()
    if command == 0:
        connection.close()
        run(told, fds)
    for fd in fds:
        os.close(fd)
    ended = os.pidfd_open(command)
    heard, _, _ = select.select([connection, ended], [], [])
    if ended not in heard:
        os.kill(command, signal.SIGKILL)
    _, status = os.waitpid(command, 0)
    code = os.waitstatus_to_exitcode(status)
    try:
        connection.sendall(bytes([code if code >= 0 else 128 - code]))
    except OSError:
        pass
    return 0


def receive(connection):
    ints = array.array("i")
    head, ancillary, _, _ = connection.recvmsg(4, socket.CMSG_SPACE(3 * ints.itemsize))
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            ints.frombytes(data)
    left = int.from_bytes(head, "big")
    told = b""
    while len(told) < left:
        told += connection.recv(left - len(told))
    return json.loads(told), list(ints)


def run(told, fds):
    argv, environment, folder = told
    for fd, (stream, name, mode) in zip(fds, STREAMS):
        os.dup2(fd, stream)
        os.close(fd)
        setattr(sys, name, os.fdopen(stream, mode, encoding="utf-8", closefd=False))
    os.environ.clear()
    os.environ.update({"AWS_DATA_PATH": DATA_PATH, **environment})
    os.chdir(folder)
    # Found out by the CLI when it is imported, for the home of whoever does that.
    awscli.customizations.assumerole.CACHE_DIR = os.path.expanduser("~/.aws/cli/cache")
    sys.argv = argv
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    assert threading.active_count() == 1
    main(sys.argv[1])
