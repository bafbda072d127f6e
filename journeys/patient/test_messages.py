"""Writing to the care team: past the emergency step, a draft that outlives a session, two tabs, no script."""

import pytest

from journeys.conftest import Enter

pytestmark = pytest.mark.browser


def test_rosa_asks_about_her_health_and_is_first_asked_about_an_emergency(person: Enter) -> None:
    rosa = person("rosa")
    rosa.follows("Write a message")
    rosa.sees_title("What is it about?")
    rosa.follows("A question about my health")
    rosa.sees("Is any of this happening now?", "Chest pain", "call 911")
    rosa.follows("Yes")
    rosa.sees_title("Call 911 now")
    rosa.sees("Call 988")
    rosa.follows("Go back", within="nav[aria-label=Steps]")
    rosa.follows("No, none of these")
    rosa.writes("Tired", "What is it about, in a few words?")
    rosa.writes("I sleep badly since the new tablets.", "Your question")
    rosa.presses("Send to the nursing team")
    rosa.sees_title("Tired")
    rosa.sees("Sent to the nursing team", "I sleep badly since the new tablets.")
    rosa.presses("Undo")
    rosa.sees("Nothing was sent")
    assert rosa.page.get_by_label("Your question").input_value() == "I sleep badly since the new tablets."
    rosa.presses("Back to the choices")
    rosa.sees_title("What is it about?")


def test_what_walter_typed_is_there_after_his_session_ended(person: Enter, screen: str) -> None:
    walter = person("walter")
    walter.goes_to(f"{walter.record}messages/new/other/")
    text = f"Half a thought on a {screen}"
    walter.writes("A form", "What is it about, in a few words?")
    walter.writes(text, "Your message")
    walter.waits(3)  # at the latest
    walter.sees("Saved")
    for cookie in walter.context.cookies():  # as the session's end; the form's own key outlives it
        if "session" in cookie["name"]:
            walter.context.clear_cookies(name=cookie["name"])
    walter.presses("Send to")
    walter.sees_title("Sign in")
    walter.signs_in()
    walter.follows("Go on")
    assert walter.page.get_by_label("Your message").input_value() == text
    walter.goes_to(f"{walter.record}messages/")
    walter.presses("Throw away")
    walter.sees("Thrown away.")


def test_elena_writes_for_rosa_while_another_record_is_open_beside_it(person: Enter, screen: str) -> None:
    """Two tabs of one person, two records: each message and each draft stays in the record of its address."""
    elena, rosa = person("elena"), person("rosa")
    mine = elena.context.new_page()
    mine.goto(f"{rosa.record}messages/new/other/")
    mine.get_by_label("Your message").fill(f"For my mother, {screen}")
    mine.get_by_text("Saved", exact=True).wait_for()
    elena.goes_to(f"{rosa.record}messages/new/referral/")
    elena.sees("Rosa Delgado")
    elena.does_not_see(f"For my mother, {screen}")
    rosa.goes_to(f"{rosa.record}messages/new/other/")
    assert rosa.page.get_by_label("Your message").input_value() == "", "her own draft is another one"
    mine.get_by_label("What is it about, in a few words?").fill(f"For Rosa on a {screen}")
    mine.locator(".flow-end button").click()
    mine.get_by_text("Sent to").wait_for()
    mine.close()
    rosa.waits(0.5)
    rosa.goes_to(f"{rosa.record}messages/")
    rosa.follows(f"For Rosa on a {screen}")
    rosa.sees("Elena Delgado", f"For my mother, {screen}")


def test_harold_writes_and_writes_back_without_javascript(person: Enter, screen: str) -> None:
    harold = person("harold", has_script=False)
    harold.goes_to(f"{harold.record}messages/new/appointment/")
    harold.picks("A new appointment")
    harold.presses("Send to")
    harold.sees("Please look at this again", "Please write when it suits you.")
    harold.writes(f"Mornings, by {screen}", "When does it suit you?")
    harold.presses("Send to")
    harold.sees_title("A new appointment")
    harold.sees(f"Mornings, by {screen}")
    harold.writes("Not on Friday.", "Write back")
    harold.page.locator("#reply button.btn-primary").click()
    harold.sees("Not on Friday.")
    harold.presses("Undo")
    harold.sees("Nothing was sent")
