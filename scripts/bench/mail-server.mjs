// A mail server in a separate process, so that its cost does not count as the sender's. It accepts every email
// and keeps it. Started by fork(); sends its port and, on request, the emails accepted since the last request.
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
