"""What people read: the workbook (申报表.xlsx) and the printed application (PDF), from one dossier."""
