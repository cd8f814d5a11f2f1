"""Links and devices with the fields that the vendor's user manual names."""

from django.db import models


class Link(models.Model):
    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    status = models.CharField(max_length=20)
    distance = models.FloatField()
    free_flow_speed = models.FloatField()
    travel_time = models.FloatField(null=True)
    speed = models.FloatField(null=True)

    class Meta:
        ordering = ['id']


class Device(models.Model):
    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    online = models.BooleanField()
    input_voltage = models.FloatField(null=True)
    cpu_temperature = models.FloatField(null=True)
    city = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=40)

    class Meta:
        ordering = ['id']
