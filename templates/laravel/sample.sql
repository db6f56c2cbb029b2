-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: bcryptjs 3, cost 10, written as PHP does.
INSERT INTO users (name, email, email_verified_at, password) VALUES
  ('Ann', 'Ann@Example.com', '2024-01-01 00:00:00', '$2y$10$GybrQLio5hAXoWsdmYNg6O8quF4GJOimkcUTEHdpsQq3uSQ71aFz2'),
  ('Bob', 'bob@example.com', NULL, '$2y$10$zFU5O.NdJ8dfSuh2t4bPTeqdan0whqHGDrMczV5IxlO/0YK0I6mYW');
