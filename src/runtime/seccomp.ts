/**
 * The filter over system calls that functions run under. It takes away what no function needs and
 * exploits of the kernel begin with: mounts, namespaces, other processes' memory, kernel modules and
 * keys, io_uring, BPF; memory that no limit counts; sockets other than of the Internet and of Unix.
 */

/** The filter as the kernel reads it, or undefined for an architecture without a table. */
export function seccompFilter(architecture: string): Uint8Array | undefined {
  const table = ARCHITECTURES[architecture];
  return table && assemble(table);
}

interface Architecture {
  /** AUDIT_ARCH_…, of `linux/audit.h`. */
  readonly audit: number;
  /** Numbers at and above are another ABI (x32) on the same machine. */
  readonly foreignFrom?: number;
  readonly clone: number;
  readonly clone3: number;
  readonly socket: number;
  readonly ioctl: number;
  readonly refused: readonly number[];
}

// From `asm/unistd_64.h` and `asm-generic/unistd.h`.
const ARCHITECTURES: { readonly [name: string]: Architecture | undefined } = {
  x64: {
    audit: 0xc000003e,
    foreignFrom: 0x40000000,
    clone: 56,
    clone3: 435,
    socket: 41,
    ioctl: 16,
    refused: [
      // ptrace, shmget, syslog, acct, settimeofday, mount, umount2, swapon, swapoff, reboot
      101, 29, 103, 163, 164, 165, 166, 167, 168, 169,
      // iopl, ioperm, init_module, delete_module, quotactl, uselib, personality, pivot_root, chroot
      172, 173, 175, 176, 179, 134, 135, 155, 161,
      // add_key, request_key, keyctl, mbind, set_mempolicy, migrate_pages, move_pages
      248, 249, 250, 237, 238, 256, 279,
      // unshare, perf_event_open, name_to_handle_at, open_by_handle_at, clock_adjtime, adjtimex, setns
      272,
      298, 303, 304, 305, 159, 308,
      // process_vm_readv, process_vm_writev, kcmp, finit_module, kexec_load, kexec_file_load
      310, 311, 312, 313, 246, 320,
      // memfd_create, bpf, userfaultfd, io_uring_setup, io_uring_enter, io_uring_register
      319, 321, 323, 425, 426, 427,
      // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr, memfd_secret
      428, 429, 430, 431, 432, 433, 442, 447,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    socket: 198,
    ioctl: 29,
    refused: [
      117, 194, 116, 89, 170, 40, 39, 224, 225, 142,
      // No iopl, ioperm, uselib here.
      105, 106, 60, 92, 41, 51, 217, 218, 219, 235, 237, 238, 239, 97, 241, 264, 265, 266, 171, 268,
      270, 271, 272, 273, 104, 294, 279, 280, 282, 425, 426, 427, 428, 429, 430, 431, 432, 433, 442,
      447,
    ],
  },
};

const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET; `linux/sched.h`. */
const CLONE_NAMESPACES = 0x7e020000;
/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK: the last is how the C library learns of interfaces. */
const FAMILIES = [1, 2, 10, 16];
const TIOCSTI = 0x5412;

// Of `linux/bpf_common.h`, `linux/seccomp.h`: offsets into what the filter is shown.
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;
const NUMBER = 0;
const ARCHITECTURE = 4;
const ARGUMENT = (index: number) => 16 + 8 * index;
const ALLOW = 0x7fff0000;
const ERRNO = 0x00050000;
const KILL = 0x80000000;

type Instruction = readonly [code: number, k: number, jumpTrue?: number, jumpFalse?: number];

const refuse = (errno: number): Instruction => [RETURN, ERRNO | errno];

function assemble(of: Architecture): Uint8Array {
  const program: Instruction[] = [
    [LOAD, ARCHITECTURE],
    [JUMP_EQUAL, of.audit, 1, 0],
    [RETURN, KILL],
    [LOAD, NUMBER],
  ];
  if (of.foreignFrom !== undefined) {
    program.push([JUMP_AT_LEAST, of.foreignFrom, 0, 1], refuse(ENOSYS));
  }
  for (const number of of.refused) program.push([JUMP_EQUAL, number, 0, 1], refuse(EPERM));
  program.push(
    // Its flags lie in memory, where no filter can read them: the C library goes on to clone.
    [JUMP_EQUAL, of.clone3, 0, 1],
    refuse(ENOSYS),
    ...argument(of.clone, 0, [[JUMP_ANY_BIT, CLONE_NAMESPACES, 0, 1], refuse(EPERM)]),
    // Would type into the terminal that the server was started from.
    ...argument(of.ioctl, 1, [[JUMP_EQUAL, TIOCSTI, 0, 1], refuse(EPERM)]),
    ...argument(of.socket, 0, [
      ...FAMILIES.map((family, at): Instruction => [JUMP_EQUAL, family, FAMILIES.length - at, 0]),
      refuse(EAFNOSUPPORT),
    ]),
    [RETURN, ALLOW],
  );
  const bytes = new DataView(new ArrayBuffer(program.length * 8));
  program.forEach(([code, k, jumpTrue = 0, jumpFalse = 0], at) => {
    bytes.setUint16(at * 8, code, true);
    bytes.setUint8(at * 8 + 2, jumpTrue);
    bytes.setUint8(at * 8 + 3, jumpFalse);
    bytes.setUint32(at * 8 + 4, k >>> 0, true);
  });
  return new Uint8Array(bytes.buffer);
}

/** For one call, looks at the low half of an argument; what `body` does not refuse is allowed. */
function argument(number: number, index: number, body: readonly Instruction[]): Instruction[] {
  return [
    [JUMP_EQUAL, number, 0, body.length + 2],
    [LOAD, ARGUMENT(index)],
    ...body,
    [RETURN, ALLOW],
  ];
}
