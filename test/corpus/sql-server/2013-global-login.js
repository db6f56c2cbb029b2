// 2013: the global sqlserver, which connects by itself; rows of columns
function (email, password, callback) {
  //this example uses the "tedious" library
  //more info here: http://pekim.github.io/tedious/index.html

  var connection = sqlserver.connect({
    userName:  configuration.user,
    password:  configuration.password,
    server:    configuration.host,
    options:  { port: Number(configuration.port), database: configuration.database }
  });

  var query = "SELECT Id, Nickname, Email, Password " +
              "FROM dbo.Users WHERE Email = @Email";

  connection.on('debug', function(text) {
    // if you have connection issues, uncomment this to get more detailed info
    //console.log(text);
  }).on('errorMessage', function(text) {
    // this will show any errors when connecting to the SQL database or with the SQL statements
    console.log(JSON.stringify(text));
  }).on('infoMessage', function(text) {
    // this will show if some warnings or messages were sent by the SQL Server
    //console.log(JSON.stringify(text));
  });

  connection.on('connect', function (err) {
    if (err) { return callback(err); }

    var request = new sqlserver.Request(query, function (err, rowCount, rows) {
      if (err) { return callback(err); }

      if (rowCount < 1) { return callback(); }

      if (!bcrypt.compareSync(password, rows[0][3].value)) {
        return callback();
      }

      callback(null, {
        user_id:        rows[0][0].value,
        nickname:       rows[0][1].value,
        email:          rows[0][2].value
      });
    });

    request.addParameter('Email', sqlserver.Types.VarChar, email);

    connection.execSql(request);
  });
}
