"""`yangguan demo` beside another one: it says so, and the first is left alone."""

import os
import signal
import socket

import pytest
from django.core.cache.backends.locmem import LocMemCache

from yangguan.portals.console import demo as demos
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.load import LoadReport


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_a_second_demo_on_the_same_data_is_refused_and_told_where_the_first_is(folder):
    with demos.only_demo(8621):
        with pytest.raises(CommandFailed) as refusal, demos.only_demo(8622):
            pytest.fail("a second demo must not begin")

        assert "http://127.0.0.1:8621/" in str(refusal.value)
        assert str(os.getpid()) in (folder / "demo.lock").read_text()


def test_after_the_first_demo_has_ended_another_may_begin(folder):
    with demos.only_demo(8621):
        pass

    with demos.only_demo(8622):
        assert (folder / "demo.lock").read_text().startswith("http://127.0.0.1:8622/")


@pytest.fixture
def signals_restored():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_closed_terminal_ends_the_demo_also_when_no_signal_comes(monkeypatch, signals_restored):
    window, terminal = os.openpty()
    monkeypatch.setattr(demos, "STANDARD_STREAMS", (terminal,))
    stopping = demos.StopSignals()
    before = stopping.received

    os.close(window)

    assert (before, stopping.received) == (False, True)
    os.close(terminal)


@pytest.mark.parametrize(("ignored", "ends"), [(True, False), (False, True)])
def test_a_hang_up_ends_the_demo_unless_it_was_started_to_outlive_its_terminal(
    signals_restored, ignored, ends
):
    signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.SIG_DFL)
    stopping = demos.StopSignals()

    os.kill(os.getpid(), signal.SIGHUP)

    assert stopping.received is ends


def test_the_same_content_is_loaded_once_and_changed_content_again(monkeypatch, tmp_path):
    loaded = []

    def load(folder, *, at):
        assert at.tzinfo is not None
        loaded.append(folder)
        return LoadReport(())

    (tmp_path / "regions.json").write_text("[]")
    monkeypatch.setattr(demos, "cache", LocMemCache("test-demo", {}))
    monkeypatch.setattr(demos, "default_folder", lambda: tmp_path)
    monkeypatch.setattr(demos, "load_content", load)
    monkeypatch.setattr(demos, "begin_sample_cases", lambda *, at: 0)

    demos.load_if_changed()
    demos.load_if_changed()
    assert loaded == [tmp_path]

    (tmp_path / "regions.json").write_text("[ ]")
    demos.load_if_changed()
    assert loaded == [tmp_path, tmp_path]


def test_a_taken_port_is_refused_before_anything_is_started(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CommandFailed, match=f"127.0.0.1:{port}"):
            demos.demo(port=port)

    assert not (folder / "postgres").exists()
