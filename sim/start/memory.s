# memory.s - what the assembler reads before every file that is compiled by
# drycc -fdryrun-memory.
#
# The compiler calls __tsan_read4() and its kin before each access to memory,
# the address in %rdi.  Nearly always there is nothing to say, and a call costs
# more than finding that out: the question is asked in place of the call, which
# is made only if the answer is yes.  The table is that of core/guard.h: two
# bytes for every eight of memory, the first for readers, both for writers.
#
# Only registers are used that the call might have changed.

	.macro dr_ask function, test:vararg
	movl	%edi, %eax
	movq	dr_guard_table@GOTPCREL(%rip), %rcx
	shrl	$3, %eax
	andl	$0xffffff, %eax
	\test
	je	.Ldr_ask_\@
	callq	\function@PLT
.Ldr_ask_\@:
	.endm

	# All of up to eight bytes, aligned.
	.macro dr_ask_read bytes
	dr_ask __tsan_read\bytes, cmpb $0, (%rcx,%rax,2)
	.endm
	.macro dr_ask_write bytes
	dr_ask __tsan_write\bytes, cmpw $0, (%rcx,%rax,2)
	.endm

	# Across one border between eight bytes and the next.
	.macro dr_ask_wide_read function
	dr_ask \function, testl $0x00ff00ff, (%rcx,%rax,2)
	.endm
	.macro dr_ask_wide_write function
	dr_ask \function, cmpl $0, (%rcx,%rax,2)
	.endm

	.macro call target:vararg
	.set	.Ldr_asked, 0
	.irp	bytes, 1, 2, 4, 8
	.ifc	\target,__tsan_read\bytes\()@PLT
	dr_ask_read \bytes
	.set	.Ldr_asked, 1
	.endif
	.ifc	\target,__tsan_write\bytes\()@PLT
	dr_ask_write \bytes
	.set	.Ldr_asked, 1
	.endif
	.endr
	.irp	name, read16, unaligned_read8
	.ifc	\target,__tsan_\name\()@PLT
	dr_ask_wide_read __tsan_\name
	.set	.Ldr_asked, 1
	.endif
	.endr
	.irp	name, write16, unaligned_write8
	.ifc	\target,__tsan_\name\()@PLT
	dr_ask_wide_write __tsan_\name
	.set	.Ldr_asked, 1
	.endif
	.endr
	.if	.Ldr_asked == 0
	callq	\target
	.endif
	.endm
