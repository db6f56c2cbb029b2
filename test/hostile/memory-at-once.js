// runtime: script_memory|script_timeout|script_crash · login: 400 script_memory|script_timeout|script_crash
function login() {
  // V8 cannot interrupt this one: the watchdog ends the runner.
  return new Array(1e8).fill(7)
}
