-- Passwords: Ann's is "password", Bob's is "Password!". Both hashes were made by an ASP.NET MVC 4 application of the time.
INSERT INTO UserProfile (UserName) VALUES (N'Ann@Example.com');

INSERT INTO UserProfile (UserName) VALUES (N'bob@example.com');

INSERT INTO webpages_Membership (UserId, CreateDate, IsConfirmed, Password, PasswordChangedDate, PasswordSalt)
VALUES (1, '2012-08-15T10:00:00', 1, 'AG8nVMgXdmjX+LVQUjrhNz1QFOt+S/wudjeeOSPyz/+cuXYtY12TrQqQ9SV2HnO0mA==', '2012-08-15T10:00:00', '');

INSERT INTO webpages_Membership (UserId, CreateDate, IsConfirmed, Password, PasswordChangedDate, PasswordSalt)
VALUES (2, '2012-08-15T10:00:00', 0, 'AB2OiyAI8LPgCHwk4VXxsaheWk7Ka/Yq2XGFX3FwlH/GUWKdTZFp0oKPWfOHNgRmpg==', '2012-08-15T10:00:00', '');

INSERT INTO webpages_Roles (RoleName) VALUES (N'Editors');

INSERT INTO webpages_UsersInRoles (UserId, RoleId) VALUES (1, 1);

INSERT INTO webpages_OAuthMembership (Provider, ProviderUserId, UserId) VALUES (N'example', N'1', 1);
