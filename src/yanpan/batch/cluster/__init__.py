"""Villages on a Dask cluster, through the same plan and with the same bytes as on this machine.

    address.py   the cluster asked for: address, shared storage, what has to be installed
    driver.py    the scheduler that the runner sees: hands out parcels, hears of workers lost, writes what comes back
    connection.py  the client, its versions compared; presence.py who is there; meaning.py what Dask's own errors mean
    parcel.py    what goes out for one village and what comes back; a project of its own made from it
    origin.py    versions, package and faces: what must be the same on both sides
    storage.py   contents by their SHA-256, with the parcel or in shared storage
    remote.py    a worker's side: every village in a process of its own, forked from a server of the worker

The township is written on this machine: it reads everything, and everything is here.
"""
