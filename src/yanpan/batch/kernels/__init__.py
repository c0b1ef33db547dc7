"""Warm processes: a single-threaded server with the heavy libraries imported forks kernels and whole tasks.

    client.py       the runner's side: start a server, ask it for a child, hear of its end
    server.py       the server's loop; preload.py what it imports; child.py what a child does first
    provisioner.py  lets jupyter_client start an ordinary IPython kernel as such a child
    manager.py      the batch's kernel manager: quiet, through files, without jupyter_client's fixed waits

Whatever is not understood (no fork, another interpreter, another environment at import) gets an ordinary process.
"""
