"""The addresses of the clinic. There are none yet: the first pages come with the web application."""

urlpatterns: list = []
