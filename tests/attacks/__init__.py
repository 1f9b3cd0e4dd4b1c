"""What somebody who means harm, or has bad luck, would try."""
