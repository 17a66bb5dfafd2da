// A mail server in a process of its own, so that what it costs is not the sender's: says yes to everything
// and keeps it. Started by fork(); tells its port, and when asked what it took since it was asked last.
import { SMTPServer } from "smtp-server";

let taken = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, { envelope }, done) {
    const pieces = [];
    stream.on("data", (piece) => pieces.push(piece));
    stream.on("end", () => {
      taken.push({ to: envelope.rcptTo[0].address, raw: Buffer.concat(pieces) });
      done();
    });
  },
});
server.listen(0, "127.0.0.1", () => process.send(server.server.address().port));
process.on("message", () => {
  process.send(taken);
  taken = [];
});
process.on("disconnect", () => process.exit());
