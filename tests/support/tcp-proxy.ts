import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut and mended, for whoever must live without it for a while. */
export type TcpProxy = Readonly<{
  address: string;
  /** Drops what is connected, and whoever comes. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}>;

/** `to` is host:port. */
export async function startTcpProxy(to: string): Promise<TcpProxy> {
  const [host = '', port = ''] = to.split(':');
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(Number(port), host);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {}); // whoever hangs up
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
    return undefined;
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const cut = (): void => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      whole = true;
    },
    close: () => {
      cut();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
