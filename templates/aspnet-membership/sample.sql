-- Passwords: Ann's is "correct horse battery staple", Bob's is "testPassword". Ann's hash is HMAC-SHA256, computed with Python's
-- hmac module as MembershipProvider.EncodePassword does it; Bob's is SHA-1, from an application of the time.
INSERT INTO Applications (ApplicationId, ApplicationName) VALUES ('7b5f0c7e-5d0b-4c38-9d2c-2b9f6f0f6a01', N'/');

INSERT INTO Users (UserId, ApplicationId, UserName, IsAnonymous, LastActivityDate)
VALUES ('0f8fad5b-d9cb-469f-a165-70867728950e', '7b5f0c7e-5d0b-4c38-9d2c-2b9f6f0f6a01', N'Ann', 0, '2012-08-15T10:00:00');

INSERT INTO Users (UserId, ApplicationId, UserName, IsAnonymous, LastActivityDate)
VALUES ('7c9e6679-7425-40de-944b-e07fc1f90ae7', '7b5f0c7e-5d0b-4c38-9d2c-2b9f6f0f6a01', N'bob@example.com', 0, '2012-08-15T10:00:00');

INSERT INTO Memberships (UserId, ApplicationId, Email, Password, PasswordSalt, PasswordFormat, IsApproved,
  IsLockedOut, CreateDate, LastLoginDate, LastPasswordChangedDate, LastLockoutDate, FailedPasswordAttemptCount,
  FailedPasswordAttemptWindowStart, FailedPasswordAnswerAttemptCount, FailedPasswordAnswerAttemptWindowsStart)
VALUES ('0f8fad5b-d9cb-469f-a165-70867728950e', '7b5f0c7e-5d0b-4c38-9d2c-2b9f6f0f6a01', N'Ann@Example.com',
  'CLN2iqzMZLASmyeLiO6iZPM41lvHA+UWJB8sCMsaq+o=', 'ZmVycnkgc2FtcGxlIHNhbA==', 1, 1,
  0, '2012-08-15T10:00:00', '2012-08-15T10:00:00', '2012-08-15T10:00:00', '1754-01-01T00:00:00', 0,
  '1754-01-01T00:00:00', 0, '1754-01-01T00:00:00');

INSERT INTO Memberships (UserId, ApplicationId, Email, Password, PasswordSalt, PasswordFormat, IsApproved,
  IsLockedOut, CreateDate, LastLoginDate, LastPasswordChangedDate, LastLockoutDate, FailedPasswordAttemptCount,
  FailedPasswordAttemptWindowStart, FailedPasswordAnswerAttemptCount, FailedPasswordAnswerAttemptWindowsStart)
VALUES ('7c9e6679-7425-40de-944b-e07fc1f90ae7', '7b5f0c7e-5d0b-4c38-9d2c-2b9f6f0f6a01', N'bob@example.com',
  'UQgnz/vPWap9UeD8Dhaw3h/fgFA=', 'fGJ2wn/5WlzqQoDeCA2kXA==', 1, 0,
  0, '2012-08-15T10:00:00', '2012-08-15T10:00:00', '2012-08-15T10:00:00', '1754-01-01T00:00:00', 0,
  '1754-01-01T00:00:00', 0, '1754-01-01T00:00:00');

INSERT INTO Roles (RoleId, ApplicationId, RoleName) VALUES ('3f2504e0-4f89-41d3-9a0c-0305e82c3301', '7b5f0c7e-5d0b-4c38-9d2c-2b9f6f0f6a01', N'Editors');

INSERT INTO UsersInRoles (UserId, RoleId) VALUES ('0f8fad5b-d9cb-469f-a165-70867728950e', '3f2504e0-4f89-41d3-9a0c-0305e82c3301');
