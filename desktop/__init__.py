"""云企自评 (yunqi): offline self-assessment of a manufacturer as a 云上企业."""

VERSION = "0.1.0"
