-- What the scripts need of the tables that Drupal 7 makes.
CREATE TABLE users (
  uid INT UNSIGNED NOT NULL PRIMARY KEY,
  name VARCHAR(60) NOT NULL DEFAULT '',
  pass VARCHAR(128) NOT NULL DEFAULT '',
  mail VARCHAR(254) DEFAULT '',
  created INT NOT NULL DEFAULT 0,
  access INT NOT NULL DEFAULT 0,
  login INT NOT NULL DEFAULT 0,
  status TINYINT NOT NULL DEFAULT 0,
  init VARCHAR(254) DEFAULT '',
  UNIQUE KEY name (name),
  KEY mail (mail)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE sequences (
  value INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY
);

CREATE TABLE users_roles (
  uid INT UNSIGNED NOT NULL,
  rid INT UNSIGNED NOT NULL,
  PRIMARY KEY (uid, rid)
);
