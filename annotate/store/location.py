"""The place of a store's file: on a disk of this machine, on a network, or in a folder that a program copies elsewhere.

SQLite needs locks and shared memory that network file systems do not give reliably, and a synchronising program copies the file
while it is being written, or brings back an old one. Both are warned of, not refused: many a setup works for years.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_NETWORK = {
    **dict.fromkeys(("nfs", "nfs3", "nfs4"), "NFS"),
    **dict.fromkeys(("cifs", "smb", "smb2", "smb3", "smbfs"), "SMB"),
    **dict.fromkeys(("fuse.sshfs", "sshfs", "macfuse_sshfs", "osxfuse_sshfs"), "SSH"),
    **dict.fromkeys(("9p", "virtiofs", "drvfs"), "9P"),
    **{name: name for name in ("afs", "afpfs", "webdav", "davfs", "fuse.davfs2", "ceph", "fuse.ceph", "glusterfs", "lustre")},
    **{name: name for name in ("fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.google-drive-ocamlfuse")},
    **{name: name for name in ("beegfs", "gpfs", "ncpfs", "prl_fs", "vboxsf", "fuse.vmhgfs-fuse", "fuse.grpcfuse", "ocfs2")},
}
"""The file systems that are not on this machine, by the names that the system calls them."""

_FOLDERS = {
    "Dropbox": re.compile(r"Dropbox( \(.+\))?", re.IGNORECASE),
    "OneDrive": re.compile(r"OneDrive([ -].+)?|SkyDrive", re.IGNORECASE),
    "Google Drive": re.compile(r"Google ?Drive|GoogleDrive-.+|My Drive", re.IGNORECASE),
    "iCloud": re.compile(r"com~apple~CloudDocs|iCloud ?Drive", re.IGNORECASE),
    "Nextcloud": re.compile(r"Nextcloud[0-9]*", re.IGNORECASE),
    "ownCloud": re.compile(r"ownCloud[0-9]*", re.IGNORECASE),
    "Box": re.compile(r"Box( Sync)?|Box-Box"),
    "pCloud": re.compile(r"pCloud ?Drive|pCloudSync", re.IGNORECASE),
    "MEGA": re.compile(r"MEGA(sync)?", re.IGNORECASE),
    "Seafile": re.compile(r"Seafile|Seadrive", re.IGNORECASE),
    "Syncthing": re.compile(r"Syncthing", re.IGNORECASE),
    "Proton Drive": re.compile(r"Proton ?Drive(-.+)?", re.IGNORECASE),
    "Yandex Disk": re.compile(r"Yandex[. ]?Disk", re.IGNORECASE),
}
"""The folders that programs make to synchronise what is in them, by the program."""

_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "Nextcloud or ownCloud",
    ".seafile-data": "Seafile",
    ".SyncID": "Resilio Sync",
    ".tmp.drivedownload": "Google Drive",
}
"""What these programs leave in the folder that they synchronise."""

_ESCAPE = re.compile(r"\\([0-7]{3})")


def location_warnings(path: Path, mounts: str | None = None) -> tuple[str, ...]:
    """Return what can go wrong where a store's file is, one sentence for each; nothing on a disk of this machine.

    `mounts` is the system's table of mounts, as /proc/mounts has it; by default it is read.
    """
    with suppress(OSError, RuntimeError):
        path = path.resolve()
    warnings = []
    table = _read_mounts() if mounts is None else mounts
    if path.as_posix().startswith("//") or (kind := _file_system(path, _mounts(table))) in _NETWORK:
        name = "SMB" if path.as_posix().startswith("//") else _NETWORK[kind]
        warnings.append(
            f"The store is on a network file system ({name}), where locks may fail: work in one window at a time and make "
            "backups, or use a database (annotate guide teams)."
        )
    if program := next(_synchronising(path), None):
        warnings.append(
            f"The store is in a folder that {program} synchronises, which may copy half of it or bring back an old one: keep "
            "the project elsewhere, and put backups there (annotate guide backups)."
        )
    return tuple(warnings)


def _read_mounts() -> str:
    with suppress(OSError):
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    return ""


def _mounts(table: str) -> Iterator[tuple[str, str]]:
    """Return folder and type of each mount, the earliest first."""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            yield _ESCAPE.sub(lambda match: chr(int(match[1], 8)), fields[1]), fields[2]


def _file_system(path: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the type of the file system that a path is on: that of the longest mount it is in, of several there the last."""
    best, kind = -1, ""
    for folder, name in mounts:
        if path.is_relative_to(folder) and len(folder) >= best:
            best, kind = len(folder), name
    return kind


def _synchronising(path: Path) -> Iterator[str]:
    """Return the programs that synchronise a folder that the path is in."""
    for folder in path.parents:
        for program, name in _FOLDERS.items():
            if name.fullmatch(folder.name) and not (program == "Box" and sys.platform.startswith("linux")):
                yield program
        for marker, program in _MARKERS.items():
            with suppress(OSError):
                # The home folder has Dropbox's own settings in .dropbox, and is not synchronised because of them.
                if (folder / marker).exists() and not (marker == ".dropbox" and (folder / marker).is_dir()):
                    yield program
        with suppress(OSError):
            if any(folder.glob(".sync_*.db")) or any(folder.glob("._sync_*.db")):
                yield "Nextcloud or ownCloud"
