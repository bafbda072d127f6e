"""bin/setup on computers that lack this or that."""

import django
import pytest

from architecture.commands.machine import PYTHON, Machine


def test_a_second_run_does_nothing(machine: Machine) -> None:
    first = machine.run("bin/setup")
    assert first.returncode == 0, first.stderr
    calls = machine.calls
    second = machine.run("bin/setup")
    assert second.returncode == 0
    # Looking for Python or npm would already show up here.
    assert machine.calls == calls
    assert second.stdout == ""


def test_a_changed_lock_file_makes_the_environment_again(machine: Machine) -> None:
    machine.run("bin/setup")
    (machine.clone / "requirements.lock").write_text("newer")
    assert "environment" in machine.run("bin/setup").stdout


def test_a_clone_that_was_moved_is_set_up_again(machine: Machine) -> None:
    machine.run("bin/setup")
    machine.clone = machine.clone.rename(machine.place / "elsewhere")
    assert "environment" in machine.run("bin/setup").stdout


def test_after_the_tests_set_up_the_demo_needs_nothing_more(machine: Machine) -> None:
    machine.program("chromium", "")
    assert machine.run("bin/setup", "--test").returncode == 0
    assert machine.run("bin/setup").stdout == ""


def test_the_tests_packages_come_on_top_of_the_demos(machine: Machine) -> None:
    machine.program("chromium", "")
    machine.run("bin/setup")
    machine.run("bin/setup", "--test")
    assert machine.calls.count("-m venv .venv") == 1


def test_a_newer_lock_file_keeps_the_tests_packages(machine: Machine) -> None:
    machine.program("chromium", "")
    machine.run("bin/setup", "--test")
    (machine.clone / "requirements.lock").write_text("newer")
    machine.run("bin/setup")
    before = machine.calls
    machine.run("bin/setup", "--test")
    assert machine.calls == before


@pytest.mark.parametrize(("version", "is_kept"), [(django.__version__, True), ("1.0", False)])
def test_an_environment_made_by_other_means_is_kept_if_it_is_right(
    machine: Machine, version: str, is_kept: bool
) -> None:
    (machine.clone / ".venv" / "bin").mkdir(parents=True)
    python = machine.clone / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\n[ "$1" = - ] || exec touch .portico/assets/icons.svg\nexec "$REAL" "$@"\n')
    python.chmod(0o755)
    (machine.clone / "requirements.lock").write_text(
        f"django=={version} \\\n  --hash=sha256:0\nwin==1 ; win\n"
    )
    machine.run("bin/setup")
    assert ("-m venv" not in machine.calls) is is_kept


def test_packages_are_taken_by_their_hashes_only(machine: Machine) -> None:
    machine.run("bin/setup")
    fetched = [line for line in machine.calls.splitlines() if " install " in line]
    assert fetched
    assert all("--require-hashes" in line for line in fetched)


def test_uv_is_preferred(machine: Machine) -> None:
    machine.program(
        "uv", '[ "$1" = pip ] || { mkdir -p .venv/bin; cp "$MACHINE/path/python3" .venv/bin/python; }'
    )
    assert machine.run("bin/setup").returncode == 0
    assert "uv venv" in machine.calls
    assert "-m venv" not in machine.calls


def test_where_uv_fails_venv_takes_over(machine: Machine) -> None:
    machine.program("uv", "exit 1")
    answer = machine.run("bin/setup")
    assert answer.returncode == 0
    assert "trying python3 -m venv" in answer.stderr
    assert "python3 -m venv .venv" in machine.calls


def test_without_venv_the_pip_of_the_system_fills_the_environment(machine: Machine) -> None:
    machine.cannot("has-venv")
    machine.can("has-pip")
    assert machine.run("bin/setup").returncode == 0
    assert "-m venv --without-pip .venv" in machine.calls
    assert "-m pip --python .venv/bin/python install" in machine.calls


def test_without_venv_and_pip_root_fetches_them(machine: Machine) -> None:
    machine.cannot("has-venv")
    machine.person(is_root=True)
    machine.program("apt-get", '[ "$1" = update ] || touch "$MACHINE/has-venv"')
    answer = machine.run("bin/setup")
    assert answer.returncode == 0, answer.stderr
    assert "apt-get install -y -qq python3-venv" in machine.calls
    assert "Installing python3-venv with apt-get." in answer.stdout


def test_a_system_that_never_read_its_package_lists_reads_them_first(machine: Machine) -> None:
    machine.cannot("has-venv")
    machine.person(is_root=True)
    only_after_update = '[ -e "$MACHINE/lists" ] && touch "$MACHINE/has-venv"'
    machine.program(
        "apt-get", f'if [ "$1" = update ]; then touch "$MACHINE/lists"; else {only_after_update}; fi'
    )
    assert machine.run("bin/setup").returncode == 0


def test_without_venv_pip_and_root_one_sentence_names_the_command(machine: Machine) -> None:
    machine.cannot("has-venv")
    machine.person(is_root=False)
    machine.program("apt-get", "exit 1")
    answer = machine.run("bin/setup")
    assert answer.returncode == 1
    assert answer.stderr == (
        "This Python has neither venv nor pip. "
        "Run this once, then try again:  sudo apt-get install -y python3-venv\n"
    )
    assert "apt-get " not in machine.calls


def test_where_there_is_no_apt_the_sentence_says_so(machine: Machine) -> None:
    machine.cannot("has-venv")
    answer = machine.run("bin/setup")
    assert answer.returncode == 1
    assert "Install python3-venv with your system's package manager" in answer.stderr


@pytest.mark.parametrize("is_there", [True, False], ids=["too old", "absent"])
def test_without_a_python_of_today_the_sentence_names_it(machine: Machine, is_there: bool) -> None:
    machine.cannot("is-new")
    if not is_there:
        machine.without("python3")
    machine.person(is_root=False)
    machine.program("apt-get", "")
    answer = machine.run("bin/setup")
    assert answer.returncode == 1
    assert "Portico needs Python 3.11 or newer." in answer.stderr
    assert "sudo apt-get install -y python3 python3-venv" in answer.stderr


def test_a_newer_python_beside_an_old_one_is_found(machine: Machine) -> None:
    machine.program("python3", "exit 1")
    machine.program("python3.12", PYTHON)
    assert machine.run("bin/setup").returncode == 0


def test_packages_that_cannot_be_fetched_are_told(machine: Machine) -> None:
    machine.can("is-offline")
    answer = machine.run("bin/setup")
    assert answer.returncode == 1
    assert "The Python packages of requirements.lock could not be fetched." in answer.stderr
    machine.cannot("is-offline")
    assert machine.run("bin/setup").returncode == 0


def test_without_node_one_is_taken_for_this_clone(machine: Machine) -> None:
    machine.without("node", "npm")
    answer = machine.run("bin/setup")
    assert answer.returncode == 0, answer.stderr
    assert "There is no Node here" in answer.stdout
    assert "-r requirements-node.lock" in machine.calls
    assert (machine.clone / ".portico/assets/bootstrap-reboot.min.css").exists()


def test_an_edited_style_sheet_is_folded_again(machine: Machine) -> None:
    machine.django('echo ">$*" >>"$MACHINE/calls"; touch .portico/assets/icons.svg')
    machine.run("bin/setup")
    (machine.clone / "portico/core/static/portico/css/card.css").write_text(".card { color: red }")
    assert machine.run("bin/setup").stdout.split()[:4] == ["style", "sheet", "and", "icons"]
    assert machine.calls.count(">-P -m config.assets") == 2


def test_the_demo_does_not_need_chromium(machine: Machine) -> None:
    machine.person(is_root=False)
    assert machine.run("bin/setup").returncode == 0


def test_without_chromium_the_tests_stop_with_the_line_to_run(machine: Machine) -> None:
    machine.person(is_root=False)
    machine.program("apt-get", "")
    answer = machine.run("bin/setup", "--test")
    assert answer.returncode == 1
    assert "The browser tests need Chromium." in answer.stderr
    assert "sudo apt-get install -y chromium" in answer.stderr


def test_without_chromium_root_fetches_it(machine: Machine) -> None:
    machine.person(is_root=True)
    machine.program("apt-get", "")
    assert machine.run("bin/setup", "--test").returncode == 0
    assert "install -y -qq chromium" in machine.calls


def test_translations_are_compiled_when_they_are_newer(machine: Machine) -> None:
    texts = machine.clone / "locale/es/LC_MESSAGES/django.po"
    texts.parent.mkdir(parents=True)
    texts.write_text("")
    machine.django(
        'mkdir -p .portico/static; touch .portico/assets/icons.svg; [[ "$4" != *.po ]] || touch "${4%.po}.mo"'
    )
    machine.run("bin/setup")
    assert "-m config.catalogues locale/es/LC_MESSAGES/django.po" in machine.calls
    before = machine.calls
    machine.run("bin/setup")
    assert machine.calls == before
