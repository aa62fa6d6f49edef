"""A store on a network or in a synchronised folder is warned of, and one on a disk of this machine is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.store.location import location_warnings

DISK = "/dev/vda / ext4 rw,relatime 0 0\nproc /proc proc rw 0 0\n"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("nfs4", "NFS"), ("cifs", "SMB"), ("smb3", "SMB"), ("fuse.sshfs", "SSH"), ("9p", "9P"), ("fuse.rclone", "fuse.rclone")],
)
def test_a_network_file_system(tmp_path: Path, kind: str, name: str) -> None:
    folder = str(tmp_path.resolve()).replace(" ", "\\040")
    for mounted in (folder, "/"):
        (warning,) = location_warnings(tmp_path / "p" / "annotations.db", f"{DISK}host:/x {mounted} {kind} rw 0 0\n")
        assert f"on a network file system ({name})" in warning


def test_a_disk_of_this_machine(tmp_path: Path) -> None:
    path = tmp_path / "p" / "annotations.db"
    assert location_warnings(path, DISK) == ()
    assert location_warnings(path, "") == ()
    assert location_warnings(path, "a line that is not a mount\n\n") == ()
    near = f"{tmp_path.resolve()}/pa"  # not a folder that the path is in
    assert location_warnings(path, f"{DISK}host:/x {near} nfs rw 0 0\n") == ()
    local = f"host:/x {tmp_path.resolve()} nfs rw 0 0\n/dev/sdb {tmp_path.resolve()}/p xfs rw 0 0\n"
    assert location_warnings(path, DISK + local) == ()  # the longest mount counts
    again = f"{DISK}/dev/sdb {tmp_path.resolve()} xfs rw 0 0\nhost:/x {tmp_path.resolve()} nfs rw 0 0\n"
    assert len(location_warnings(path, again)) == 1  # of two on one folder, the later one


def test_a_mount_with_spaces_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "my share"
    folder.mkdir()
    written = str(folder.resolve()).replace(" ", "\\040")
    assert len(location_warnings(folder / "annotations.db", f"{DISK}//host/x {written} cifs rw 0 0\n")) == 1


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - University of X", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-ada@example.org", "Google Drive"),
        ("com~apple~CloudDocs", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("ownCloud", "ownCloud"),
        ("MEGA", "MEGA"),
        ("pCloudDrive", "pCloud"),
        ("Seafile", "Seafile"),
    ],
)
def test_a_folder_of_a_program_that_synchronises(tmp_path: Path, folder: str, program: str) -> None:
    (warning,) = location_warnings(tmp_path / folder / "news" / "output" / "annotations.db", DISK)
    assert f"in a folder that {program} synchronises" in warning
    assert "annotate guide backups" in warning


@pytest.mark.parametrize(
    ("marker", "program"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".owncloudsync.log", "Nextcloud"),
        (".sync_0af1.db", "Nextcloud"),
    ],
)
def test_a_mark_of_such_a_program_in_a_folder_above(tmp_path: Path, marker: str, program: str) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    path = tmp_path / "a" / "b" / "annotations.db"
    assert location_warnings(path, DISK) == ()
    (tmp_path / marker).mkdir()
    (warning,) = location_warnings(path, DISK)
    assert program in warning


def test_names_that_only_look_like_it(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()  # its settings, in the home folder
    for folder in ("dropbox-notes", "my onedrive study", "boxes", "Box", "nextcloud-articles", "megaphone"):
        assert location_warnings(tmp_path / folder / "annotations.db", DISK) == ()


def test_both_at_once(tmp_path: Path) -> None:
    assert len(location_warnings(tmp_path / "Dropbox" / "annotations.db", f"h:/ {tmp_path.resolve()} nfs rw 0 0\n")) == 2
