// 2017: getConnection and callbacks
function login(email, password, callback) {
  var oracledb = require('oracledb');
  oracledb.outFormat = oracledb.OBJECT;

  oracledb.getConnection({
      user: configuration.dbUser,
      password: configuration.dbUserPassword,
      connectString: configuration.connectString
    },
    function (err, connection) {
      if (err) {
        console.error(err.message);
        return callback(new Error(err));
      }
      doLogin(connection);
    });

  function doRelease(connection) {
    connection.close(function (err) {
      if (err) console.error(err.message);
    });
  }

  function doLogin(connection) {
    connection.execute(
      'SELECT ID, EMAIL, PASSWORD, EMAIL_VERIFIED, NICKNAME FROM Users WHERE EMAIL = :email',
      [email],
      function (err, result) {
        doRelease(connection);
        if (err) return callback(new Error(err));
        if (result.rows.length === 0) return callback(new WrongUsernameOrPasswordError(email));
        bcrypt.compare(password, result.rows[0].PASSWORD, function (err, isValid) {
          if (err) return callback(new Error(err));
          if (!isValid) return callback(new WrongUsernameOrPasswordError(email));
          callback(null, {
            user_id: result.rows[0].ID.toString(),
            nickname: result.rows[0].NICKNAME,
            email: result.rows[0].EMAIL
          });
        });
      });
  }
}
