"""The addresses of the catalog. Whatever names a table comes last, so that it never hides a page."""

from django.urls import path

from catalog.views import reading, signing

urlpatterns = [
    path("catalog/", reading.catalog, name="catalog"),
    path("catalog/sign-off/", signing.catalog_sign_off, name="catalog_sign_off"),
    path("catalog/items/", reading.catalog_items, name="catalog_items"),
    path("catalog/sources/<str:key>/", reading.catalog_source, name="catalog_source"),
    path("catalog/<str:kind>/", reading.catalog_table, name="catalog_table"),
    path("catalog/<str:kind>/<str:key>/", reading.catalog_fact, name="catalog_fact"),
]
