function changePassword(email, newPassword, callback) {
  const oracledb = require('oracledb');
  oracledb.getConnection({ user: configuration.dbUser, password: configuration.dbUserPassword }, function (err, connection) {
    if (err) {
      callback(new Error(err));
    }
    bcrypt.hash(newPassword, 10, function (err, hash) {
      if (err) return callback(err);
      connection.execute('update Users set PASSWORD = :password where EMAIL = :email', [hash, email], { autoCommit: true }, function (err, result) {
        if (err) return callback(new Error(err));
        connection.close(function (err) {
          if (err) console.error(err);
        });
        callback(null, result.rowsAffected > 0);
      });
    });
  });
}
