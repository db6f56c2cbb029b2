// 2013: a global that is not offered any more
function (email, password, callback) {
  var connection = new cassandra.Connection({ hosts: ['example.com'] });
  connection.connect(callback);
}
