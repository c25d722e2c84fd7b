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
	.ifc \target,__tsan_read8@PLT
	dr_ask_read 8
	.else
	.ifc \target,__tsan_write8@PLT
	dr_ask_write 8
	.else
	.ifc \target,__tsan_read4@PLT
	dr_ask_read 4
	.else
	.ifc \target,__tsan_write4@PLT
	dr_ask_write 4
	.else
	.ifc \target,__tsan_read1@PLT
	dr_ask_read 1
	.else
	.ifc \target,__tsan_write1@PLT
	dr_ask_write 1
	.else
	.ifc \target,__tsan_read2@PLT
	dr_ask_read 2
	.else
	.ifc \target,__tsan_write2@PLT
	dr_ask_write 2
	.else
	.ifc \target,__tsan_read16@PLT
	dr_ask_wide_read __tsan_read16
	.else
	.ifc \target,__tsan_write16@PLT
	dr_ask_wide_write __tsan_write16
	.else
	.ifc \target,__tsan_unaligned_read8@PLT
	dr_ask_wide_read __tsan_unaligned_read8
	.else
	.ifc \target,__tsan_unaligned_write8@PLT
	dr_ask_wide_write __tsan_unaligned_write8
	.else
	callq	\target
	.endif
	.endif
	.endif
	.endif
	.endif
	.endif
	.endif
	.endif
	.endif
	.endif
	.endif
	.endif
	.endm
