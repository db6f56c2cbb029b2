-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: Python's hashlib, in Django's form.
INSERT INTO auth_user (username, email, password, first_name, last_name, is_superuser, is_staff, is_active, date_joined) VALUES
  ('Ann', 'Ann@Example.com', 'pbkdf2_sha256$600000$aSaltOfAnn12345678901A$kYhZ5vOkjuDcYgzlk4B7NAVxDOp0qgUs0VhITMK6Ds4=', 'Ann', '', FALSE, FALSE, TRUE, now()),
  ('bob@example.com', 'bob@example.com', 'pbkdf2_sha256$600000$aSaltOfBob12345678901B$G0t5yytCnF/48ejhj5NL5+rh0n6VCoBMqP5scb0jnEc=', '', '', FALSE, FALSE, TRUE, now());
