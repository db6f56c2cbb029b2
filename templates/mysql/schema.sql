-- What the scripts expect. MySQL from 5.7, MariaDB from 10.6.
CREATE TABLE users (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email VARCHAR(254) NOT NULL,
  username VARCHAR(128),
  nickname VARCHAR(100),
  password VARCHAR(100) NOT NULL COMMENT 'bcrypt',
  email_verified BOOLEAN NOT NULL DEFAULT FALSE,
  UNIQUE KEY users_email (email),
  UNIQUE KEY users_username (username)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
