-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: phpass after its published algorithm, in Python.
INSERT INTO wp_users (user_login, user_pass, user_nicename, user_email, display_name) VALUES
  ('Ann', '$P$BSal7yAnn2hBFBaQ2N13XWrzk5Eb3g0', 'ann', 'Ann@Example.com', 'Ann'),
  ('bob@example.com', '$P$B8obSalt.wBLCXx0IpJw1JY5/3Nf6D1', 'bob', 'bob@example.com', 'Bob');
