"""The cast: names that are used everywhere must be right."""

from zoneinfo import ZoneInfo

from portico.demo import cast


def test_everyone_has_a_key_a_sign_in_name_and_a_story_in_both_languages():
    for key, person in cast.PEOPLE.items():
        assert person.key == key
        assert person.sign_in == f"{key}@example.org"
        assert person.story.en.endswith(".")
        assert person.story.es.endswith(".")
        assert person.story.en != person.story.es


def test_no_two_people_share_a_place_in_the_record():
    records = [person.record_id for person in cast.PEOPLE.values() if person.record_id]
    assert len(set(records)) == len(records)
    assert len({person.mrn for person in cast.PATIENTS}) == len(cast.PATIENTS)


def test_every_proxy_acts_for_a_patient_and_carmens_access_has_ended():
    for relation in cast.RELATIONS:
        assert cast.PEOPLE[relation.patient] in cast.PATIENTS
        assert relation.proxy in cast.PEOPLE
    ended = {relation.proxy for relation in cast.RELATIONS if relation.ended}
    assert ended == {"carmen"}


def test_david_does_not_see_what_is_confidential_and_elena_sees_everything():
    hidden = {relation.proxy: relation.hidden for relation in cast.RELATIONS}
    assert hidden["david"] == ("confidential",)
    assert hidden["elena"] == ()


def test_kenji_alone_works_only_in_denver():
    assert [person.key for person in cast.STAFF if person.site is cast.DENVER] == ["kenji"]
    assert all(ZoneInfo(site.zone) for site in cast.SITES)
