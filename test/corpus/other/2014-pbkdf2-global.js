// 2014: the global pbkdf2, and crypto without a digest
function (email, password, callback) {
  var easyPbkdf2 = pbkdf2();
  var salt = '200.' + new Buffer('a salt of 2014').toString('base64');
  easyPbkdf2.secureHash(password, salt, function (err, hash, originalSalt) {
    if (err) return callback(err);
    crypto.pbkdf2(password, salt.split('.')[1], 512, 256, function (err, key) {
      if (err) return callback(err);
      easyPbkdf2.verify(originalSalt, hash, password, function (err, valid) {
        if (err) return callback(err);
        easyPbkdf2.verify(originalSalt, hash, password + 'x', function (err, wrong) {
          callback(err, { id: hash.length, same: new Buffer(key, 'binary').toString('base64') === hash, valid: valid, wrong: wrong });
        });
      });
    });
  });
}
