-- What the scripts need of the tables that Drupal 8 to 11 make.
CREATE TABLE users (
  uid INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  uuid VARCHAR(128) NOT NULL,
  langcode VARCHAR(12) NOT NULL,
  UNIQUE KEY user_field__uuid__value (uuid)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE users_field_data (
  uid INT UNSIGNED NOT NULL,
  langcode VARCHAR(12) NOT NULL,
  preferred_langcode VARCHAR(12),
  name VARCHAR(60) NOT NULL,
  pass VARCHAR(255),
  mail VARCHAR(254),
  status TINYINT,
  created INT NOT NULL,
  changed INT,
  access INT NOT NULL DEFAULT 0,
  login INT,
  init VARCHAR(254),
  default_langcode TINYINT NOT NULL,
  PRIMARY KEY (uid, langcode),
  UNIQUE KEY user__name (name, langcode),
  KEY user_field__mail (mail)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE user__roles (
  entity_id INT UNSIGNED NOT NULL,
  delta INT UNSIGNED NOT NULL,
  roles_target_id VARCHAR(255) NOT NULL,
  PRIMARY KEY (entity_id, delta)
);
