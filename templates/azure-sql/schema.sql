-- What the scripts expect.
CREATE TABLE dbo.Users (
  Id INT IDENTITY(1, 1) NOT NULL PRIMARY KEY,
  Email NVARCHAR(254) NOT NULL,
  Username NVARCHAR(128) NULL,
  Nickname NVARCHAR(100) NULL,
  Password NVARCHAR(100) NOT NULL, -- bcrypt
  Email_Verified BIT NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX Users_Email ON dbo.Users (Email);

CREATE UNIQUE INDEX Users_Username ON dbo.Users (Username) WHERE Username IS NOT NULL;
