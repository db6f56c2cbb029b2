-- What ASP.NET Core Identity creates. Identity 2 of the .NET Framework has no columns Normalized…, and LockoutEndDateUtc
-- for LockoutEnd: give its table those as computed columns, or change the statements of the scripts.
CREATE TABLE AspNetUsers (
  Id NVARCHAR(450) NOT NULL PRIMARY KEY,
  UserName NVARCHAR(256) NULL,
  NormalizedUserName NVARCHAR(256) NULL,
  Email NVARCHAR(256) NULL,
  NormalizedEmail NVARCHAR(256) NULL,
  EmailConfirmed BIT NOT NULL,
  PasswordHash NVARCHAR(MAX) NULL,
  SecurityStamp NVARCHAR(MAX) NULL,
  ConcurrencyStamp NVARCHAR(MAX) NULL,
  PhoneNumber NVARCHAR(MAX) NULL,
  PhoneNumberConfirmed BIT NOT NULL,
  TwoFactorEnabled BIT NOT NULL,
  LockoutEnd DATETIMEOFFSET NULL,
  LockoutEnabled BIT NOT NULL,
  AccessFailedCount INT NOT NULL
);

CREATE INDEX EmailIndex ON AspNetUsers (NormalizedEmail);

CREATE UNIQUE INDEX UserNameIndex ON AspNetUsers (NormalizedUserName) WHERE NormalizedUserName IS NOT NULL;
