-- Everybody's password is "my password". The hashes are those of the tests of ASP.NET Core's own PasswordHasher.

-- Version 3, HMAC-SHA512, 250 rounds
INSERT INTO AspNetUsers (Id, UserName, NormalizedUserName, Email, NormalizedEmail, EmailConfirmed, PasswordHash,
  SecurityStamp, ConcurrencyStamp, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount)
VALUES ('0f8fad5b-d9cb-469f-a165-70867728950e', N'Ann', N'ANN', N'Ann@Example.com', N'ANN@EXAMPLE.COM', 1,
  'AQAAAAIAAAD6AAAAIJbVi5wbMR+htSfFp8fTw8N8GOS/Sje+S/4YZcgBfU7EQuqv4OkVYmc4VJl9AGZzmRTxSkP7LtVi9IWyUxX8IAAfZ8v+ZfhjCcudtC1YERSqE1OEdXLW9VukPuJWBBjLuw==',
  'stamp-1', 'stamp-1', 0, 0, 1, 0);

-- Version 2
INSERT INTO AspNetUsers (Id, UserName, NormalizedUserName, Email, NormalizedEmail, EmailConfirmed, PasswordHash,
  SecurityStamp, ConcurrencyStamp, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount)
VALUES ('7c9e6679-7425-40de-944b-e07fc1f90ae7', N'bob@example.com', N'BOB@EXAMPLE.COM', N'bob@example.com', N'BOB@EXAMPLE.COM', 0,
  'AAABAgMEBQYHCAkKCwwNDg+ukCEMDf0yyQ29NYubggHIVY0sdEUfdyeM+E1LtH1uJg==',
  'stamp-2', 'stamp-2', 0, 0, 1, 0);

-- Version 3, HMAC-SHA256, 250,000 rounds
INSERT INTO AspNetUsers (Id, UserName, NormalizedUserName, Email, NormalizedEmail, EmailConfirmed, PasswordHash,
  SecurityStamp, ConcurrencyStamp, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount)
VALUES ('3f2504e0-4f89-41d3-9a0c-0305e82c3301', N'Cleo', N'CLEO', N'cleo@example.com', N'CLEO@EXAMPLE.COM', 1,
  'AQAAAAEAA9CQAAAAIESkQuj2Du8Y+kbc5lcN/W/3NiAZFEm11P27nrSN5/tId+bR1SwV8CO1Jd72r4C08OLvplNlCDc3oQZ8efcW+jQ=',
  'stamp-3', 'stamp-3', 0, 0, 1, 0);

-- Version 3, HMAC-SHA1, 250 rounds
INSERT INTO AspNetUsers (Id, UserName, NormalizedUserName, Email, NormalizedEmail, EmailConfirmed, PasswordHash,
  SecurityStamp, ConcurrencyStamp, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount)
VALUES ('7b5f0c7e-5d0b-4c38-9d2c-2b9f6f0f6a01', N'Dan', N'DAN', N'dan@example.com', N'DAN@EXAMPLE.COM', 1,
  'AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M',
  'stamp-4', 'stamp-4', 0, 0, 1, 0);
