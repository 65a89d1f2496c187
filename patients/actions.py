"""Every change to who a patient is: register, edit, contact persons, merge and undo. One action, one transaction, one line in the trail."""

from django.db import connection, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from patients import phones
from patients.after_saving import facts_changed
from patients.models import ContactPerson, Merge, Patient
from patients.refusals import (
    Change,
    ContactEnded,
    EditedMeanwhile,
    IsMerged,
    LikelyDuplicates,
    MergeUndone,
    SameRecord,
)
from patients.typed import plain_line_ends

CHANGEABLE = (
    *("family_name", "given_names", "preferred_name", "birth_date", "sex", "language", "needs_interpreter"),
    *("email", "phone", "contact_by", "contact_note", "address"),
    *("latex_or_plaster_allergy", "needs_longer_slot", "wheelchair", "identity_alert"),
)
REGISTERING = "patients.register"


@transaction.atomic
def register(*, by, known=(), **fields) -> Patient:
    """A person comes for the first time. `known` are the uuids of likely duplicates that were looked at and are other people.

    Raises LikelyDuplicates. People are registered one after the other, so that of two who type the same name one is warned.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [REGISTERING])
    patient = Patient(registered_by=by, **_plain(fields))
    patient.phone_e164 = phones.e164(patient.phone)
    patient.clean_fields()
    likely = likely_same(patient)
    if any(str(one.patient.public_id) not in set(map(str, known)) for one in likely):
        raise LikelyDuplicates(likely)
    patient.save()
    audit.record("patient registered", by=by, about=patient, likely_duplicates=len(likely))
    return patient


def likely_same(patient: Patient):
    """Other records that may be this person's."""
    return Patient.objects.likely_same(
        family_name=patient.family_name,
        given_names=patient.given_names,
        birth_date=patient.birth_date,
        phone_e164=patient.phone_e164,
        email=patient.email,
        apart_from=[patient.pk],
    )


@transaction.atomic
def edit(*, patient, revision, by, **fields) -> Patient:
    """Change what the desk keeps of a person. `revision` is the one that was on the screen. Raises EditedMeanwhile, IsMerged."""
    patient = _locked(patient)
    if patient.revision != revision:
        raise _edited_meanwhile(patient, revision)
    fields = _plain(fields)
    changed = sorted(name for name, value in fields.items() if plain_line_ends(getattr(patient, name)) != value)
    if not changed:
        return patient
    for name in changed:
        setattr(patient, name, fields[name])
    patient.phone_e164 = phones.e164(patient.phone)
    patient.revision += 1
    patient.clean_fields()
    patient.save(update_fields=[*changed, "phone_e164", "revision"])
    audit.record("patient changed", by=by, about=patient, fields=changed)
    if {"birth_date", "sex"} & set(changed):
        facts_changed(patient)
    return patient


@transaction.atomic
def add_contact(*, patient, by, **fields) -> ContactPerson:
    """Somebody stands by the patient from now on. Raises IsMerged."""
    patient = _locked(patient)
    contact = ContactPerson(patient=patient, added_by=by, **fields)
    contact.phone_e164 = phones.e164(contact.phone)
    contact.clean_fields()
    contact.save()
    audit.record("contact person added", by=by, about=contact, guardian=contact.is_guardian)
    return contact


@transaction.atomic
def end_contact(*, contact, by) -> ContactPerson:
    """This person no longer stands by the patient; who it was stays in the history. Raises ContactEnded."""
    contact = ContactPerson.objects.select_for_update(no_key=True).get(pk=contact.pk)
    if contact.ended_at:
        raise ContactEnded(contact)
    contact.ended_at, contact.ended_by = timezone.now(), by
    contact.save(update_fields=["ended_at", "ended_by"])
    audit.record("contact person ended", by=by, about=contact)
    return contact


@transaction.atomic
def merge(*, kept, merged, by) -> Merge:
    """Two records are one person's: `merged` leads to `kept` from now on, and both keep all their rows.

    Raises SameRecord, IsMerged.
    """
    if kept.pk == merged.pk:
        raise SameRecord(kept)
    kept, merged, *_ = _locked_together(kept.pk, merged.pk)
    for one in (kept, merged):
        if one.is_merged:
            raise IsMerged(one)
    done = Merge.objects.create(kept=kept, merged=merged, merged_by=by)
    _point_to_roots({kept.pk, merged.pk})
    audit.record("patients merged", by=by, about=done, patient=kept, merged=merged.record_number)
    audit.record("patients merged", by=by, about=done, patient=merged, into=kept.record_number)
    facts_changed(kept)
    return done


@transaction.atomic
def undo_merge(*, merge, by) -> Merge:
    """They were two people after all: each record stands again as it was. Raises MergeUndone."""
    root = _locked_with_root(merge.merged_id)
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept", "merged", "undone_by").get(pk=merge.pk)
    if merge.undone_at:
        raise MergeUndone(merge)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    _point_to_roots({root})
    audit.record("merge undone", by=by, about=merge, patient=merge.kept, merged=merge.merged.record_number)
    audit.record("merge undone", by=by, about=merge, patient=merge.merged, into=merge.kept.record_number)
    facts_changed(merge.kept, merge.merged)
    return merge


def _plain(fields: dict) -> dict:
    """Texts as they are kept and compared."""
    return {name: plain_line_ends(value) for name, value in fields.items()}


def _locked(patient: Patient) -> Patient:
    """The row as it is now, kept from others until the end. Raises IsMerged."""
    patient = Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    if patient.is_merged:
        raise IsMerged(patient)
    return patient


def _locked_together(*keys: int) -> list[Patient]:
    """These rows in the order given, then those merged into them; locked in one order, so that nobody waits for ever."""
    rows = {row.pk: row for row in Patient.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)}
    below = (
        Patient.objects.filter(merged_into__in=keys).exclude(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    )
    return [*(rows[key] for key in keys), *below]


def _locked_with_root(key: int) -> int:
    """Lock a record and the one it leads to, which another person may change until both are locked; gives the latter."""
    root = Patient.objects.values_list("merged_into", flat=True).get(pk=key) or key
    while True:
        record, *_others = _locked_together(*dict.fromkeys([key, root]))
        if root == (record.merged_into_id or key):
            return root
        root = record.merged_into_id or key


def _point_to_roots(touched: set[int]) -> None:
    """Let every record of these people point at the one at the end of its standing merges."""
    records = list(Patient.objects.filter(pk__in=touched) | Patient.objects.filter(merged_into__in=touched))
    ways = dict(Merge.objects.standing().filter(merged__in=records).values_list("merged", "kept"))
    wrong = [(row, root) for row in records if row.merged_into_id != (root := _root(row.pk, ways))]
    # First what becomes a root again, then what hangs below others, so that no moment has a chain.
    for row, root in sorted(wrong, key=lambda pair: (pair[1] is not None, pair[0].pk in touched)):
        row.merged_into_id = root
        row.save(update_fields=["merged_into"])


def _root(key: int, ways: dict[int, int]) -> int | None:
    """Where the way of merges ends; None for a record that is merged into none."""
    at = key
    while at in ways:
        at = ways[at]
    return None if at == key else at


def _edited_meanwhile(patient: Patient, revision: int) -> EditedMeanwhile:
    """What others wrote since `revision`, from the history."""
    history = Patient.pgh_event_models["update"].objects.filter(pgh_obj_id=patient.pk)
    base = history.filter(revision=revision).order_by("-pgh_id").first()
    last = history.filter(revision=patient.revision).order_by("pgh_id").first()
    labels = {name: Patient._meta.get_field(name).verbose_name for name in CHANGEABLE}
    changes = [
        Change(name, label, getattr(base, name), getattr(patient, name))
        for name, label in labels.items()
        if base and plain_line_ends(getattr(base, name)) != plain_line_ends(getattr(patient, name))
    ]
    by = User.objects.filter(pk=(last.pgh_context or {}).get("user")).first() if last else None
    return EditedMeanwhile(patient, changes, str(by or ""), last.pgh_created_at if last else None)
