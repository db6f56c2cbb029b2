-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: bcryptjs 3, cost 10, without a pepper.
INSERT INTO users (email, encrypted_password, confirmed_at, created_at, updated_at) VALUES
  ('Ann@Example.com', '$2a$10$HIBLGlzdBypDC/Dtbk5fV.HJrb3zEIw5.Sc.PXhSpj9T5YP2sUoTy', now(), now(), now()),
  ('bob@example.com', '$2a$10$fVCLMibbtfN1UJ3EvSWnJeTyRG9s.IFQqYp/H9yt5ibU6G.1v2fzC', NULL, now(), now());
