"""Sends mail as Python's standard library does: the arguments are the port, the password, the subject and the text."""

import smtplib
import sys
from email.message import EmailMessage

port, password, subject, text = sys.argv[1:]

message = EmailMessage()
message["From"] = "Nagios <nagios@mon.example.com>"
message["To"] = "ops@quell.example.com"
message["Subject"] = subject
message.set_content(text)

with smtplib.SMTP("127.0.0.1", int(port)) as server:
    try:
        server.login("quell", password)
        server.send_message(message)
        print("sent")
    except smtplib.SMTPResponseException as refusal:
        print(refusal.smtp_code, refusal.smtp_error.decode())
