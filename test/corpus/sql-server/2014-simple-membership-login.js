// 2014: ASP.NET Simple Membership; rows by events and names, new Buffer, pbkdf2 without a digest
function (email, password, callback) {
  var crypto = require('crypto');
  var connection = new sqlserver.Connection({
    userName: configuration.user,
    password: configuration.password,
    server: configuration.host,
    options: { port: Number(configuration.port), database: configuration.database }
  });

  /**
   * hashedPassword: base64 of 0x00, 16 bytes of salt, 32 bytes of key
   */
  function validatePassword(password, originalHash, callback) {
    var buff = new Buffer(originalHash, 'base64');
    var salt = new Buffer(16), key = new Buffer(32);
    buff.copy(salt, 0, 1, 17);
    buff.copy(key, 0, 17);
    crypto.pbkdf2(password, salt, 1000, 32, function (err, derived) {
      if (err) return callback(err);
      callback(null, new Buffer(derived, 'binary').toString('base64') === key.toString('base64'));
    });
  }

  connection.on('connect', function (err) {
    if (err) return callback(err);
    var user = null;
    var request = new sqlserver.Request(
      'SELECT webpages_Membership.UserId, Email, Password FROM webpages_Membership ' +
      'INNER JOIN UserProfile ON UserProfile.UserId = webpages_Membership.UserId WHERE Email = @Username',
      function (err, rowCount) {
        if (err) return callback(err);
        if (rowCount < 1) return callback();
        validatePassword(password, user.password, function (err, isValid) {
          if (err) return callback(err);
          if (!isValid) return callback();
          callback(null, { user_id: user.id, nickname: user.email, email: user.email });
        });
      });
    request.addParameter('Username', sqlserver.Types.VarChar, email);
    request.on('row', function (fields) {
      user = { id: fields.UserId.value, email: fields.Email.value, password: fields.Password.value };
    });
    connection.execSql(request);
  });
}
