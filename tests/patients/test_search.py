"""One box finds a patient: names of the world in any order, mistakes forgiven, dates, phones, record numbers."""

import datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from patients.models import Patient
from tests import factories

pytestmark = pytest.mark.django_db


def found(text, **options):
    return [row.patient for row in Patient.objects.found(text, **options).rows]


@pytest.mark.parametrize(
    "family_name, given_names, typed",
    [
        ("Müller", "Jörg", "muller jorg"),
        ("Müller", "Jörg", "JÖRG MÜLLER"),
        ("Łukasiewicz", "Żaneta", "lukasiewicz zaneta"),
        ("O'Brien", "Siobhán", "obrien"),
        ("O’Brien", "Siobhán", "o'brien siobhan"),
        ("OBrien", "Siobhán", "O'Brien"),
        ("García-Márquez", "Ana María", "marquez garcia"),
        ("García-Márquez", "Ana María", "anamaria"),
        ("de la Cruz", "Sor Juana", "cruz juana"),
        ("Nguyễn", "Thị Đào", "nguyen dao"),
        ("Þórsdóttir", "Æsa", "thorsdottir aesa"),
        ("Großmann", "", "grossmann"),
        ("Yılmaz", "İpek", "YILMAZ IPEK"),
        ("Иванова", "Алёна", "аленА иван"),
        ("Παπαδόπουλος", "Γιώργος", "ΓΙΩΡΓΟΣ παπαδοπουλος"),
        ("الرَّشيد", "أحمد", "احمد الرشيد"),
        ("כהן", "שָׂרָה", "שרה"),
        ("शर्मा", "नरेंद्र", "नरेंद्र"),
        ("王", "小明", "王小明"),
        ("王小明", "", "小明"),
        ("김", "민수", "김민수"),
        ("김민수", "", "민수 김"),
        ("さとう", "ゆい", "さとうゆい"),
        ("สมใจ", "กมล", "กมล สมใจ"),
        ("", "Suharto", "suharto"),
        ("Ng", "", "ng"),
        ("D\\'Souza", "%_", "d'souza"),
    ],
)
def test_name_of_the_world_is_found(family_name, given_names, typed):
    patient = factories.patient(family_name, given_names)
    factories.patient("Someone", "Else")

    assert found(typed) == [patient]


@pytest.mark.parametrize("typed", ["jan 1988", "January 1988", "1/1988", "01.1988", "1988-01", "moreau jan 1988"])
def test_month_of_birth_finds_everybody_born_in_it(typed):
    first, last = (factories.patient(birth_date=datetime.date(1988, 1, day)) for day in (1, 31))
    for other in (datetime.date(1987, 12, 31), datetime.date(1988, 2, 1), datetime.date(1989, 1, 5)):
        factories.patient(birth_date=other)

    assert found(typed) == [first, last]


def test_month_in_letters_may_be_a_given_name_beside_a_year():
    patient = factories.patient("Novak", "Jan", birth_date=datetime.date(1988, 7, 2))
    factories.patient("Novak", "Jan", birth_date=datetime.date(1990, 7, 2))

    assert found("novak jan 1988") == [patient] == found("jan 1988")


def test_preferred_name_is_found():
    patient = factories.patient("Kowalski", "Aleksander", preferred_name="Ola")

    assert found("ola kow") == [patient]


@pytest.mark.parametrize(
    "typed", ["Moraeu", "Moreu", "Moreeau", "Noreau", "Moreaux", "moreau alnie", "aline moraeu", "alin moureau"]
)
def test_a_typing_mistake_is_forgiven(typed):
    patient = factories.patient("Moreau", "Aline")
    factories.patient("Martin", "Paul")

    assert found(typed) == [patient]


def test_right_spelling_stands_before_near_ones():
    near, right = factories.patient("Moreaux", "Aline"), factories.patient("Moreau", "Zoe")

    rows = Patient.objects.found("moreau").rows

    assert [(row.patient, row.near) for row in rows] == [(right, False), (near, False)]
    assert [(row.patient, row.near) for row in Patient.objects.found("moreauy").rows] == [(right, True), (near, True)]


def test_every_word_has_to_fit():
    factories.patient("Moreau", "Aline")

    assert found("moreau paul") == []


LETTERS = st.one_of(
    *(
        st.text(alphabet=alphabet, min_size=3, max_size=9)
        for alphabet in (
            "abcdefgzßøåéñçłđðþæœıİŠžőŷ",
            "абвгдёжзийклмнопрстуўії",
            "αβγδάέήίόύώςσϊΰ",
            "ابتثجحخدذرزسشأإآةىكي",
            "אבגדהוזחטיכךלמם",
            "अआइकखगघचमरलवसहािीुूेैोौंः्",
            "王李张刘陈杨黃趙吳周明華小",
            "가나다라마바사김이박최민수서연",
            "あいうえおかがきぎさざタチヂツヅ",
            "กขคงจชซญดตถทธนบปผพเแโใไาิีุู่้",
        )
    )
)


@given(family=LETTERS, given=st.lists(LETTERS, min_size=1, max_size=3), pick=st.randoms(use_true_random=False))
def test_first_three_letters_of_any_two_names_find_the_patient(family, given, pick):
    first, second = pick.sample([family, *given], 2)
    with transaction.atomic():
        patient = factories.patient(family, " ".join(given))

        assert patient in found(f"{first[:3]} {second[:3]}")
        transaction.set_rollback(True)


@given(
    name=st.text(alphabet="abcdefghijklmnoprstuvwz", min_size=4, max_size=14),
    at=st.integers(0, 13),
    letter=st.sampled_from("aekmrstx"),
    mistake=st.sampled_from(["left out", "doubled", "wrong", "swapped"]),
)
def test_one_mistake_in_a_name_of_four_letters_is_forgiven(name, at, letter, mistake):
    at %= min(len(name), 8)
    wrong = {
        "left out": name[:at] + name[at + 1 :],
        "doubled": name[:at] + letter + name[at:],
        "wrong": name[:at] + letter + name[at + 1 :],
        "swapped": name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
    }[mistake]
    with transaction.atomic():
        patient = factories.patient(name, "")

        assert patient in found(wrong)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "text", ["1994", "12.3.1994", "1994-03-12", "12 Mar 1994", "12031994", "moreau 1994", "12.3.94 ali"]
)
def test_date_of_birth_or_year_finds(text):
    patient = factories.patient(birth_date=datetime.date(1994, 3, 12))
    factories.patient(birth_date=datetime.date(1995, 3, 12))

    assert found(text) == [patient]


@pytest.mark.parametrize(
    "typed",
    [
        "0171 2345678",
        "+49 171 234 56 78",
        "0049171/2345678",
        "(0171) 234-5678",
        "171234",
        "0171 23",
        "5678",
        "٠١٧١٢٣٤٥",
    ],
)
def test_phone_finds_however_it_is_written(typed):
    patient = factories.patient(phone="0171-23 45 678", phone_e164="+491712345678")
    factories.patient(phone="0171 9999999", phone_e164="+491719999999")

    assert found(typed) == [patient]


def test_phone_of_a_contact_person_finds_the_patient():
    patient = factories.patient()
    factories.contact(patient, phone="+44 20 7946 0958", phone_e164="+442079460958")

    assert found("+44 20 7946 0958") == [patient]


def test_record_number_finds_with_and_without_letter():
    patient = factories.patient()
    number = patient.record_number

    assert found(number) == found(number.lower()) == found(number.removeprefix("C-").lstrip("0")) == [patient]


def test_merged_record_leads_to_the_kept_one():
    kept, merged = factories.patient("Moreau", "Aline"), factories.patient("Durand", "Aline")
    factories.merge(kept, merged)

    row = Patient.objects.found("durand").rows[0]

    assert (row.patient, row.found_as) == (kept, merged)
    assert found("aline") == [kept]


def test_pages_show_everybody_once_and_in_order():
    everybody = [factories.patient("Moreau", f"Aline{'abcdefghij'[n]}") for n in range(7)]
    everybody += [factories.patient("Moreaus", "Aline"), factories.patient("Morezu", "Bo")]

    shown, after = [], ""
    while page := Patient.objects.found("moreau", limit=2, after=after):
        shown += [row.patient for row in page.rows]
        if not (after := page.more):
            break

    assert shown == everybody


@pytest.mark.parametrize("after", ["", "whole.", "whole.no-key", "near.7c9e6679-7425-40de-944b-e07fc1f90ae7", "x.y"])
def test_a_place_that_cannot_be_read_is_the_beginning(after):
    patient = factories.patient()

    assert found("moreau", after=after) == [patient]


# fmt: off
NAUGHTY = [
    "'", '"', "\\", "%", "_", "&|!", ":*", "q:*", "<->", "('", "''''", "--", "$$", "\x00", "q\x00x", "\u202e", "🙂", "﷽", "ﷺ" * 60,
    "\u0301" * 100, "x" * 5000, "-" * 300, "1" * 300, "+" * 9, "()", "C-", "c-999999999999", "99.99.9999", "00000000", "½", "²³", "\ud7ff",
]
# fmt: on


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_finds_nobody_and_breaks_nothing(text):
    factories.patient("Moreau", "Aline", birth_date=None)

    assert found(text) == []


@pytest.mark.parametrize("name", [text for text in NAUGHTY if "\x00" not in text and len(text) <= 200])
def test_naughty_name_is_kept_as_typed(name):
    patient = factories.patient(name, "Aline")

    assert Patient.objects.get(pk=patient.pk).family_name == name
    assert found("aline") == [patient]


def test_recently_seen_come_latest_first_and_once(front_desk, rf):
    from accounts import audit

    first, second, never = factories.patient(), factories.patient(), factories.patient()
    for patient in (first, second, first):
        audit.record(audit.VIEWED, by=front_desk, about=patient)
    audit.record(audit.VIEWED, by=None, about=never)

    assert Patient.objects.recently_seen(front_desk) == [first, second]
