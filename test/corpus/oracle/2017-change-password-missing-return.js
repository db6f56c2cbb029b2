// 2017: rowsAffected, autoCommit, and no return after callback(err)
function changePassword(email, newPassword, callback) {
  var oracledb = require('oracledb');
  oracledb.autoCommit = true;

  oracledb.getConnection({
      user: configuration.dbUser,
      password: configuration.dbUserPassword,
      connectString: configuration.connectString
    },
    function (err, connection) {
      if (err) return callback(err);
      bcrypt.hash(newPassword, 10, function (err, hash) {
        connection.execute('UPDATE Users SET PASSWORD = :pw WHERE EMAIL = :email', [hash, email], function (err, result) {
          if (err) callback(err);
          connection.close(function () {
            callback(null, result.rowsAffected > 0);
          });
        });
      });
    });
}
