"""What pages and JSON both show: the list, the words of the trail, the receipt and how it is made."""
