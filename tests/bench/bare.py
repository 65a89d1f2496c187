"""The addresses of the clinic and one bare view: what a page costs that asks the database once, by an index."""

from django.http import HttpResponse
from django.urls import include, path

from accounts.access import Permission, requires
from patients.models import Patient


@requires(Permission.FIND_PATIENTS)
def bare(request, patient_id):
    return HttpResponse(Patient.objects.values_list("record_number", flat=True).get(public_id=patient_id))


urlpatterns = [path("bare/<uuid:patient_id>/", bare, name="bare"), path("", include("clinic.urls"))]
