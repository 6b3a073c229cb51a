"""Which page is where."""

from django.urls import path

from shop import views

urlpatterns = [
    path("", views.index),
    path("ok/", views.ok),
    path("orders/<int:number>/", views.order),
    path("stock/<str:item>/", views.stock),
    path("minor/", views.minor),
    path("cart/", views.cart),
    path("burst/", views.burst),
    path("slow/", views.slow),
]
