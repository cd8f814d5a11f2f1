"""The two lists of the API: DRF's generic views and nothing of our own."""

from rest_framework import generics, serializers

from .models import Device, Link


class LinkSerializer(serializers.ModelSerializer):
    class Meta:
        model = Link
        fields = '__all__'


class DeviceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Device
        fields = '__all__'


class LinkList(generics.ListAPIView):
    queryset = Link.objects.all()
    serializer_class = LinkSerializer


class DeviceList(generics.ListAPIView):
    queryset = Device.objects.all()
    serializer_class = DeviceSerializer
