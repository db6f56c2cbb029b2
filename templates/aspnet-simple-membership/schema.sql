-- What WebSecurity.InitializeDatabaseConnection creates.
CREATE TABLE UserProfile (
  UserId INT IDENTITY(1, 1) NOT NULL PRIMARY KEY,
  UserName NVARCHAR(56) NOT NULL UNIQUE
);

CREATE TABLE webpages_Membership (
  UserId INT NOT NULL PRIMARY KEY,
  CreateDate DATETIME NULL,
  ConfirmationToken NVARCHAR(128) NULL,
  IsConfirmed BIT NULL DEFAULT 0,
  LastPasswordFailureDate DATETIME NULL,
  PasswordFailuresSinceLastSuccess INT NOT NULL DEFAULT 0,
  Password NVARCHAR(128) NOT NULL,
  PasswordChangedDate DATETIME NULL,
  PasswordSalt NVARCHAR(128) NOT NULL,
  PasswordVerificationToken NVARCHAR(128) NULL,
  PasswordVerificationTokenExpirationDate DATETIME NULL
);

CREATE TABLE webpages_OAuthMembership (
  Provider NVARCHAR(30) NOT NULL,
  ProviderUserId NVARCHAR(100) NOT NULL,
  UserId INT NOT NULL,
  PRIMARY KEY (Provider, ProviderUserId)
);

CREATE TABLE webpages_Roles (
  RoleId INT IDENTITY(1, 1) NOT NULL PRIMARY KEY,
  RoleName NVARCHAR(256) NOT NULL UNIQUE
);

CREATE TABLE webpages_UsersInRoles (
  UserId INT NOT NULL REFERENCES UserProfile (UserId),
  RoleId INT NOT NULL REFERENCES webpages_Roles (RoleId),
  PRIMARY KEY (UserId, RoleId)
);
