"""What each edition may show: names behind masks, withheld facts and sentences, small cells, the leak scan."""
