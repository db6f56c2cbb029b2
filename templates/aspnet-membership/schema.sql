-- What ASP.NET Universal Providers create, as far as the scripts need it.
CREATE TABLE Applications (
  ApplicationId UNIQUEIDENTIFIER NOT NULL PRIMARY KEY,
  ApplicationName NVARCHAR(235) NOT NULL,
  Description NVARCHAR(256) NULL
);

CREATE TABLE Users (
  UserId UNIQUEIDENTIFIER NOT NULL PRIMARY KEY,
  ApplicationId UNIQUEIDENTIFIER NOT NULL REFERENCES Applications (ApplicationId),
  UserName NVARCHAR(50) NOT NULL,
  IsAnonymous BIT NOT NULL,
  LastActivityDate DATETIME NOT NULL
);

CREATE TABLE Memberships (
  UserId UNIQUEIDENTIFIER NOT NULL PRIMARY KEY REFERENCES Users (UserId),
  ApplicationId UNIQUEIDENTIFIER NOT NULL REFERENCES Applications (ApplicationId),
  Password NVARCHAR(128) NOT NULL,
  PasswordFormat INT NOT NULL,
  PasswordSalt NVARCHAR(128) NOT NULL,
  Email NVARCHAR(256) NULL,
  PasswordQuestion NVARCHAR(256) NULL,
  PasswordAnswer NVARCHAR(128) NULL,
  IsApproved BIT NOT NULL,
  IsLockedOut BIT NOT NULL,
  CreateDate DATETIME NOT NULL,
  LastLoginDate DATETIME NOT NULL,
  LastPasswordChangedDate DATETIME NOT NULL,
  LastLockoutDate DATETIME NOT NULL,
  FailedPasswordAttemptCount INT NOT NULL,
  FailedPasswordAttemptWindowStart DATETIME NOT NULL,
  FailedPasswordAnswerAttemptCount INT NOT NULL,
  FailedPasswordAnswerAttemptWindowsStart DATETIME NOT NULL,
  Comment NVARCHAR(256) NULL
);

CREATE TABLE Roles (
  RoleId UNIQUEIDENTIFIER NOT NULL PRIMARY KEY,
  ApplicationId UNIQUEIDENTIFIER NOT NULL REFERENCES Applications (ApplicationId),
  RoleName NVARCHAR(256) NOT NULL,
  Description NVARCHAR(256) NULL
);

CREATE TABLE UsersInRoles (
  UserId UNIQUEIDENTIFIER NOT NULL REFERENCES Users (UserId),
  RoleId UNIQUEIDENTIFIER NOT NULL REFERENCES Roles (RoleId),
  PRIMARY KEY (UserId, RoleId)
);

CREATE TABLE Profiles (
  UserId UNIQUEIDENTIFIER NOT NULL PRIMARY KEY REFERENCES Users (UserId),
  PropertyNames NVARCHAR(4000) NOT NULL,
  PropertyValueStrings NVARCHAR(4000) NOT NULL,
  PropertyValueBinary VARBINARY(MAX) NOT NULL,
  LastUpdatedDate DATETIME NOT NULL
);

CREATE UNIQUE INDEX IDX_UserName ON Users (ApplicationId, UserName);
